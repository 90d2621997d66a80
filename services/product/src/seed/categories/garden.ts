import type { CategorySeed } from '../category-seed.ts';

export const garden: CategorySeed = {
  slug: 'garden',
  name: 'Garden',
  brands: ['Spade & Thorn', 'Greenhollow', 'Kettlewell', 'Meadowcraft'],
  details: [
    'Handles of ash, oiled and replaceable.',
    'Rust is covered by the guarantee for ten years.',
    'Suited to clay, loam and sand.',
    'Folds flat for the winter.',
    'Designed with the gardeners of an old walled garden.',
    'Leaves the ground as it found it: no plastic, no glue.',
  ],
  types: [
    {
      noun: 'Digging Spade',
      euros: [35, 95],
      variants: ['Standard', 'Long Handle', 'Border', 'Stainless', 'Stainless Long Handle'],
      pitch: 'A forged blade with a tread that is kind to the boot and an edge that can be filed sharp.',
    },
    {
      noun: 'Bypass Secateurs',
      euros: [19, 79],
      variants: ['Small', 'Medium', 'Large', 'Left-Handed', 'Rotating Grip'],
      pitch: 'Clean cuts up to twenty-four millimetres, with a blade and spring you can replace.',
    },
    {
      noun: 'Watering Can',
      euros: [22, 69],
      variants: ['5 l Zinc', '7 l Zinc', '9 l Zinc', '5 l Green', '9 l Copper'],
      pitch: 'Long reach, good balance and a brass rose that rains rather than pours.',
    },
    {
      noun: 'Raised Bed',
      euros: [59, 199],
      variants: ['80 × 80 Larch', '120 × 80 Larch', '160 × 80 Larch', '120 × 80 Steel', '180 × 90 Steel'],
      pitch: 'Boards that slot together without a screw and lift the soil to where your back wants it.',
    },
    {
      noun: 'Cold Frame',
      euros: [49, 189],
      variants: ['Single', 'Double', 'Tall', 'Single Glass', 'Double Glass'],
      pitch: 'Gives seedlings six weeks more of spring and salad six weeks more of autumn.',
    },
    {
      noun: 'Garden Hose',
      euros: [29, 99],
      variants: ['15 m', '20 m', '25 m', '30 m', '30 m with Reel'],
      pitch: 'A hose that does not kink, stays soft in frost and is safe for drinking water.',
    },
    {
      noun: 'Bird Feeder',
      euros: [15, 59],
      variants: ['Seed', 'Peanut', 'Window', 'Squirrel-Proof', 'Oak House'],
      pitch: 'Easy to fill, easy to clean, and hung in a minute where you can watch it from the table.',
    },
    {
      noun: 'Wheelbarrow',
      euros: [79, 219],
      variants: ['80 l', '100 l', '100 l Two Wheels', '120 l', '150 l Two Wheels'],
      pitch: 'A deep galvanised tray on a wheel that never goes flat.',
    },
  ],
};
