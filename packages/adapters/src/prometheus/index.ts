export { type PrometheusReaderOptions, prometheusReader } from './prometheus-reader.ts';
