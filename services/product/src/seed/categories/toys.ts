import type { CategorySeed } from '../category-seed.ts';

export const toys: CategorySeed = {
  slug: 'toys',
  name: 'Toys & Games',
  brands: ['Brindle & Bee', 'Clockwork Fox', 'Timberkin', 'Loopy Lane'],
  details: [
    'Painted with water-based colours that survive being chewed.',
    'For ages four and up.',
    'Rules in six languages, and short enough to read at the table.',
    'Lost pieces are sent again for the price of a stamp.',
    'Beech from the Black Forest.',
    'Made to be handed down.',
  ],
  types: [
    {
      noun: 'Wooden Train Set',
      euros: [29, 149],
      variants: ['20 Pieces', '36 Pieces', '52 Pieces', '80 Pieces', '100 Pieces with Bridge'],
      pitch: 'Tracks with tight joints, a magnet that never gives up and a bridge for the brave.',
    },
    {
      noun: 'Building Blocks',
      euros: [24, 99],
      variants: [
        '40 Pieces Natural',
        '60 Pieces Natural',
        '60 Pieces Rainbow',
        '100 Pieces Rainbow',
        '100 Pieces Castle',
      ],
      pitch: 'Blocks cut to a common measure, so that towers stand and arches close.',
    },
    {
      noun: 'Board Game',
      euros: [22, 59],
      variants: ['Harbour Masters', 'The Last Orchard', 'Signal Fires', 'Cartographer’s Club', 'Night Train to Lisbon'],
      pitch: 'Forty-five minutes, two to five players, and a different winner every time.',
    },
    {
      noun: 'Jigsaw Puzzle',
      euros: [12, 39],
      variants: [
        '500 Pieces Alps',
        '1000 Pieces Harbour',
        '1000 Pieces Botanical',
        '1500 Pieces World Map',
        '2000 Pieces Night Sky',
      ],
      pitch: 'Thick linen-finish pieces that fit with a quiet click and lie flat without glare.',
    },
    {
      noun: 'Plush Animal',
      euros: [15, 49],
      variants: ['Hare', 'Otter', 'Badger', 'Fox', 'Whale'],
      pitch: 'Stuffed firmly enough to sit up and softly enough to sleep on.',
    },
    {
      noun: 'Marble Run',
      euros: [35, 129],
      variants: ['Starter', 'Classic', 'Tower', 'Twin Track', 'Grand'],
      pitch: 'Grooved beams and clever bends for runs that go from the sofa to the kitchen door.',
    },
    {
      noun: 'Card Game',
      euros: [9, 19],
      variants: ['Foxtrot', 'Herd', 'Lighthouse', 'Six Spoons', 'Ninepin'],
      pitch: 'Learned in two minutes, played in fifteen, and small enough for a coat pocket.',
    },
    {
      noun: 'Balance Bike',
      euros: [69, 159],
      variants: ['Red', 'Blue', 'Birch', 'Grey with Brake', 'Mint'],
      pitch: 'A low frame, air tyres and a saddle that grows along with its rider.',
    },
  ],
};
