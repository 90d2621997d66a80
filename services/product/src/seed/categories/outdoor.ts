import type { CategorySeed } from '../category-seed.ts';

export const outdoor: CategorySeed = {
  slug: 'outdoor',
  name: 'Outdoor',
  brands: ['Ridgeway', 'Tundra Supply', 'Corrie', 'Wanderfell'],
  details: [
    'Proofed without fluorocarbons.',
    'Repair patches are in the bag, and our workshop mends what patches cannot.',
    'Weighed ready to use, with pegs, straps and bags.',
    'Tried over two winters in the Cairngorms.',
    'Made from recycled polyester, the zips apart.',
    'Bright enough to be found in fog, quiet enough to watch birds.',
  ],
  types: [
    {
      noun: 'Two-Person Tent',
      euros: [169, 549],
      variants: ['Trail', 'Trail Plus', 'Ridge', 'Ridge Ultralight', 'Four Season'],
      pitch: 'A freestanding tent with two doors and two porches that goes up in five minutes, in the rain too.',
    },
    {
      noun: 'Down Sleeping Bag',
      euros: [149, 459],
      variants: ['Summer', 'Three Season', 'Three Season Long', 'Winter', 'Expedition'],
      pitch: 'Responsibly sourced down of 750 fill power in a shell that shrugs off dew.',
    },
    {
      noun: 'Hiking Backpack',
      euros: [69, 239],
      variants: ['22 l', '35 l', '45 l', '55 l', '65 l'],
      pitch: 'A back that breathes, a belt that carries, and a rain cover in its own pocket.',
    },
    {
      noun: 'Trekking Poles',
      euros: [39, 149],
      variants: ['Aluminium', 'Aluminium Folding', 'Carbon', 'Carbon Folding', 'Carbon Cork'],
      pitch: 'Lever locks that hold in frost, grips long enough for the way up and the way down.',
    },
    {
      noun: 'Camping Stove',
      euros: [29, 139],
      variants: ['Micro', 'Spider', 'Wind', 'Multi-Fuel', 'Duo'],
      pitch: 'Boils half a litre in two and a half minutes and simmers low enough for porridge.',
    },
    {
      noun: 'Head Torch',
      euros: [19, 89],
      variants: ['200 Lumen', '350 Lumen', '500 Lumen', '500 Lumen Rechargeable', '900 Lumen Rechargeable'],
      pitch: 'A wide beam for camp, a long one for the path, and red light that spares the others.',
    },
    {
      noun: 'Insulated Bottle',
      euros: [18, 45],
      variants: ['0.35 l', '0.5 l', '0.75 l', '1.0 l', '1.5 l'],
      pitch: 'Keeps tea hot through the day and water cold through the night; the lid never leaks.',
    },
    {
      noun: 'Rain Jacket',
      euros: [89, 329],
      variants: ['Light', 'Light Long', 'Storm', 'Storm Women', 'Alpine'],
      pitch: 'Three layers, taped seams and a hood that turns with your head.',
    },
  ],
};
