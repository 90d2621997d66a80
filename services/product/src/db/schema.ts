export { categories } from './categories.ts';
export { products } from './products.ts';
export { reservationItems, reservations } from './reservations.ts';
export { shopProduct } from './shop-product.ts';
