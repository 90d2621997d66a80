import type { CategorySeed } from '../category-seed.ts';

export const homeOffice: CategorySeed = {
  slug: 'home-office',
  name: 'Home Office',
  brands: ['Deskwell', 'Linden & Co', 'Fjordline', 'Paperhouse'],
  details: [
    'Arrives flat-packed with every tool that is needed; most people have it together in twenty minutes.',
    'The wood comes from certified European forests.',
    'Ten-year guarantee on all moving parts.',
    'Cables run out of sight through a channel at the back.',
    'Certified free of harmful substances, so there is no smell on the first day.',
    'Spare parts are sold singly, so that a broken foot never means a new desk.',
  ],
  types: [
    {
      noun: 'Standing Desk',
      euros: [289, 749],
      variants: ['120 × 60 Birch', '140 × 70 Birch', '140 × 70 Walnut', '160 × 80 Oak', '180 × 80 Oak'],
      pitch: 'An electric desk with two quiet motors, four saved heights and a stop that feels a knee in the way.',
    },
    {
      noun: 'Task Chair',
      euros: [149, 489],
      variants: ['Mesh', 'Mesh with Headrest', 'Wool Grey', 'Wool Green', 'Executive'],
      pitch: 'Adjustable lumbar support, armrests that move in four directions and a seat that breathes.',
    },
    {
      noun: 'Desk Lamp',
      euros: [35, 129],
      variants: ['Clamp', 'Arc White', 'Arc Black', 'Brass', 'Daylight Pro'],
      pitch: 'Warm in the evening, cool in the morning, and never a flicker: light you can read by for hours.',
    },
    {
      noun: 'Monitor Arm',
      euros: [59, 179],
      variants: ['Single', 'Single Heavy Duty', 'Dual', 'Dual Stacked', 'Single with Laptop Tray'],
      pitch: 'A gas-spring arm that holds a screen exactly where you leave it and frees the desk below.',
    },
    {
      noun: 'Laptop Stand',
      euros: [25, 79],
      variants: ['Folding', 'Aluminium', 'Aluminium Tall', 'Bamboo', 'Swivel'],
      pitch: 'Raises the screen to eye height and lets air pass under the laptop.',
    },
    {
      noun: 'Notebook',
      euros: [9, 29],
      variants: ['A6 Dotted', 'A5 Dotted', 'A5 Ruled', 'A5 Plain', 'B5 Dotted'],
      pitch: '192 numbered pages of 100 g paper that takes fountain-pen ink without bleeding, and lies flat.',
    },
    {
      noun: 'Fountain Pen',
      euros: [24, 139],
      variants: ['Fine', 'Medium', 'Broad', 'Fine Brass', 'Gold Nib'],
      pitch: 'A smooth steel nib with a converter in the box, made to be refilled for decades.',
    },
    {
      noun: 'Filing Cabinet',
      euros: [99, 259],
      variants: ['Two Drawers White', 'Two Drawers Sage', 'Three Drawers White', 'Three Drawers Graphite', 'Fireproof'],
      pitch: 'Lockable drawers that run out fully and carry thirty kilograms each.',
    },
  ],
};
