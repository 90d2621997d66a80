/** A group of series in Prometheus' text format. */
export interface Head {
  /** One that ends in `_total` only grows. */
  readonly name: string;
  readonly help: string;
}

export const headText = ({ name, help }: Head): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${name.endsWith('_total') ? 'counter' : 'gauge'}\n`;

/** @param labels as `labelsText` writes them; empty for none */
export const sampleText = (name: string, labels: string, value: number): string =>
  labels === '' ? `${name} ${value}\n` : `${name}{${labels}} ${value}\n`;

export const labelsText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
