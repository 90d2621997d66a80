/** Of Prometheus' text format. Prometheus 3 refuses an answer that does not say what it is. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
