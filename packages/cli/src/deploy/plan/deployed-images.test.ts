import { expect, test } from 'vitest';
import { deployedImages } from './deployed-images.ts';

const there = () => import.meta.filename;
const nowhere = () => '/nowhere/images.json';

test('the hosts are a part of the plan as soon as they were deployed from here', () => {
  expect(deployedImages({}, there)).toBe(import.meta.filename);
  expect(deployedImages({}, nowhere)).toBeUndefined();
});

test('a file that somebody names goes before', () => {
  expect(deployedImages({ images: 'mine.json' }, there)).toBe('mine.json');
});

test('each fleet has its own', () => {
  const asked: string[] = [];
  deployedImages({ fleet: 'web' }, (fleet) => {
    asked.push(fleet);
    return '/nowhere';
  });
  expect(asked).toEqual(['web']);
});
