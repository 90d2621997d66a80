export {
  type FeatureHistory,
  type HistoryWindow,
  type PrometheusHistory,
  prometheusHistory,
} from './prometheus-history.ts';
export { type PrometheusReaderOptions, prometheusReader } from './prometheus-reader.ts';
