export { augursForecaster } from './augurs-forecaster.ts';
