import type { CategorySeed } from '../category-seed.ts';

export const clothing: CategorySeed = {
  slug: 'clothing',
  name: 'Clothing',
  brands: ['Ashby Mills', 'Lowland', 'Hemmet', 'Saltmarsh'],
  details: [
    'Cut and sewn in Portugal.',
    'Washes at thirty degrees and keeps its shape.',
    'True to size; take one larger for a loose fit.',
    'Buttons of corozo nut, spare ones sewn inside.',
    'Dyed with water that is cleaned and used again.',
    'Mended for free for as long as you own it.',
  ],
  types: [
    {
      noun: 'Merino Sweater',
      euros: [79, 169],
      variants: ['Oatmeal', 'Forest', 'Navy', 'Charcoal', 'Rust'],
      pitch: 'Fine merino knitted in one piece, warm without weight and soft enough for bare skin.',
    },
    {
      noun: 'Oxford Shirt',
      euros: [49, 99],
      variants: ['White', 'Sky Blue', 'Pink', 'Striped', 'Ecru'],
      pitch: 'A sturdy cotton oxford with a collar that rolls as it should and gets better with every wash.',
    },
    {
      noun: 'Selvedge Jeans',
      euros: [99, 189],
      variants: ['Raw Indigo', 'Rinsed', 'Stone', 'Black', 'Ecru'],
      pitch: 'Thirteen-ounce denim with a straight leg, stiff at first and yours after a month.',
    },
    {
      noun: 'Organic Cotton T-Shirt',
      euros: [19, 39],
      variants: ['White', 'Black', 'Grey Melange', 'Olive', 'Navy'],
      pitch: 'Heavy jersey with a neck that does not curl, made to be worn alone.',
    },
    {
      noun: 'Waxed Jacket',
      euros: [149, 289],
      variants: ['Olive', 'Navy', 'Black', 'Sand', 'Long Olive'],
      pitch: 'Waxed cotton with a wool lining and pockets deep enough for maps and mushrooms.',
    },
    {
      noun: 'Wool Socks',
      euros: [12, 29],
      variants: ['Grey', 'Navy', 'Mustard', 'Green', 'Three Pairs'],
      pitch: 'A cushioned foot, a ribbed ankle and toes linked by hand, so there is no seam to feel.',
    },
    {
      noun: 'Linen Trousers',
      euros: [69, 129],
      variants: ['Natural', 'Olive', 'Navy', 'White', 'Wide Natural'],
      pitch: 'Washed European linen with a drawstring waist, for the days that are too warm for denim.',
    },
    {
      noun: 'Beanie',
      euros: [19, 45],
      variants: ['Charcoal', 'Rust', 'Moss', 'Cream', 'Ribbed Navy'],
      pitch: 'Lambswool in a deep rib that covers the ears and springs back from any pocket.',
    },
  ],
};
