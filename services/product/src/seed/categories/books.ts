import type { CategorySeed } from '../category-seed.ts';

export const books: CategorySeed = {
  slug: 'books',
  name: 'Books',
  brands: ['Quillhouse', 'Fennimore Press', 'Old Jetty', 'Lantern Street'],
  details: [
    'Sewn binding, so it opens flat and stays whole.',
    'Printed on acid-free paper in Germany.',
    'With a foreword to the new edition.',
    'Includes notes and a full index.',
    'Short-listed for the Riverbank Prize.',
    'Illustrated throughout.',
  ],
  types: [
    {
      noun: 'Cookbook',
      euros: [19, 45],
      variants: ['Bread in Winter', 'The Vegetable Year', 'One Pan Suppers', 'Preserved', 'Forty Soups'],
      pitch: 'Recipes written for a home kitchen and tried in a dozen of them, with the reasons beside the steps.',
    },
    {
      noun: 'Crime Novel',
      euros: [11, 24],
      variants: ['The Salt Ledger', 'Low Water', 'A Quiet Witness', 'The Ferry List', 'Cold Harbour Road'],
      pitch: 'A body, a small town and an inspector who would rather be sailing; impossible to put down.',
    },
    {
      noun: 'Travel Guide',
      euros: [16, 29],
      variants: [
        'Lisbon on Foot',
        'Slow Trains of Europe',
        'Islands of the North',
        'Weekends in Wales',
        'The Baltic Coast',
      ],
      pitch: 'Walks, tables and beds chosen by people who live there, on maps that can be read in the rain.',
    },
    {
      noun: 'History Book',
      euros: [21, 49],
      variants: ['The Spice Roads', 'A Short History of Clocks', 'Lighthouse Keepers', 'Canals', 'The Printed Map'],
      pitch: 'History told through the people who were in the room, with sources for those who want more.',
    },
    {
      noun: "Children's Picture Book",
      euros: [9, 19],
      variants: [
        'Bear Learns to Wait',
        'The Moon’s Umbrella',
        'Otto and the Onions',
        'Nine Small Boats',
        'Where Snow Sleeps',
      ],
      pitch: 'Warm pictures and a story that can be read every night for a month.',
    },
    {
      noun: 'Science Book',
      euros: [18, 39],
      variants: ['Why Bridges Stand', 'The Hidden Forest', 'Tides', 'A Field Guide to Clouds', 'Ordinary Metals'],
      pitch: 'Explains one thing properly, with drawings instead of formulas where drawings do better.',
    },
    {
      noun: 'Poetry Collection',
      euros: [11, 22],
      variants: ['Field Notes', 'Harbour Lights', 'Small Hours', 'The Allotment', 'Letters in Chalk'],
      pitch: 'Sixty poems that reward reading aloud.',
    },
    {
      noun: 'Software Handbook',
      euros: [29, 69],
      variants: [
        'Queues and Caches',
        'Reliable by Design',
        'Reading Query Plans',
        'The Patient Debugger',
        'Systems that Heal',
      ],
      pitch: 'Field-tested practice for people who run what they build, with exercises and answers.',
    },
  ],
};
