import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the EC2 client is in no bundle but that of who asks for it', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  expect(files).toContain('index.ts');
  const withEc2 = (file: string) => /client-ec2|\/ec2\//.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));
  expect(files.filter(withEc2)).toEqual([]);
});
