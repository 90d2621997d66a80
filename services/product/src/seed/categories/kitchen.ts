import type { CategorySeed } from '../category-seed.ts';

export const kitchen: CategorySeed = {
  slug: 'kitchen',
  name: 'Kitchen',
  brands: ['Harbour & Holt', 'Ellingsen', 'Copperbell', 'Nordlund'],
  details: [
    'Safe for the dishwasher, though washing by hand keeps it looking new for longer.',
    'Comes with a five-year guarantee against faults in material and workmanship.',
    'Packed without plastic in recycled cardboard.',
    'Works on gas, ceramic and induction hobs alike.',
    'The handle stays cool and sits well in both small and large hands.',
    'Tested for three months in a working restaurant kitchen.',
  ],
  types: [
    {
      noun: "Chef's Knife",
      euros: [39, 129],
      variants: ['16 cm', '18 cm', '20 cm', '24 cm', '20 cm Damascus'],
      pitch:
        'A well-balanced everyday knife with a full tang and a blade hardened to 58 HRC, so it takes a keen edge and keeps it.',
    },
    {
      noun: 'Cast-Iron Skillet',
      euros: [34, 89],
      variants: ['20 cm', '24 cm', '26 cm', '28 cm', '30 cm Enamelled'],
      pitch: 'Pre-seasoned cast iron that sears at high heat and goes straight from the hob into the oven.',
    },
    {
      noun: 'Pour-Over Kettle',
      euros: [45, 139],
      variants: ['0.6 l Steel', '0.9 l Steel', '0.9 l Matt Black', '1.0 l Variable Temperature', '1.2 l Copper'],
      pitch: 'A gooseneck spout pours a slow, steady stream for coffee that tastes of more than bitterness.',
    },
    {
      noun: 'Burr Coffee Grinder',
      euros: [49, 249],
      variants: ['Hand Mill', 'Compact', 'Classic', 'Precision 40', 'Precision 60'],
      pitch: 'Conical steel burrs grind evenly from coarse cafetière to fine espresso with almost no static.',
    },
    {
      noun: 'Chopping Board',
      euros: [19, 79],
      variants: ['Beech 30 cm', 'Oak 36 cm', 'Walnut 40 cm', 'Bamboo 45 cm', 'End-Grain Oak 45 cm'],
      pitch: 'A heavy board with a juice groove on one side and a flat face on the other; it stays put while you work.',
    },
    {
      noun: 'Mixing Bowl Set',
      euros: [24, 69],
      variants: ['3 Pieces Steel', '5 Pieces Steel', '3 Pieces Stoneware', '4 Pieces Glass', '5 Pieces with Lids'],
      pitch: 'Nesting bowls with a pouring lip and a non-slip base, marked in half litres on the inside.',
    },
    {
      noun: 'Enamel Casserole',
      euros: [79, 219],
      variants: ['3 l', '4 l', '5 l', '6.5 l', '7 l Oval'],
      pitch: 'Thick walls hold an even, gentle heat for stews, bread and everything that wants time.',
    },
    {
      noun: 'Digital Kitchen Scale',
      euros: [18, 59],
      variants: ['5 kg', '5 kg Glass', '10 kg', '3 kg with Timer', '2 kg Drip Scale'],
      pitch: 'Weighs to the gram, switches between units at a touch and can be charged by USB-C.',
    },
  ],
};
