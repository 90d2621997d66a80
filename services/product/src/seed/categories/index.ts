import type { CategorySeed } from '../category-seed.ts';
import { audio } from './audio.ts';
import { books } from './books.ts';
import { clothing } from './clothing.ts';
import { garden } from './garden.ts';
import { homeOffice } from './home-office.ts';
import { kitchen } from './kitchen.ts';
import { outdoor } from './outdoor.ts';
import { toys } from './toys.ts';

/** In the order that the shop shows them. */
export const categorySeeds: readonly CategorySeed[] = [
  kitchen,
  homeOffice,
  outdoor,
  audio,
  clothing,
  garden,
  toys,
  books,
];
