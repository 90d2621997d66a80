export { evenSeries, type TimedValue } from './analyze/forecast/even-series.ts';
export { type LoadAhead, loadAhead } from './analyze/forecast/load-ahead.ts';
export { memoryForecast } from './analyze/forecast/memory-forecast.ts';
export type { Exhaustion } from './analyze/forecast/time-to-exhaustion.ts';
export { contributions } from './analyze/forest/contributions.ts';
export { type ForestOptions, fitForest } from './analyze/forest/fit-forest.ts';
export { forestFromBytes, forestToBytes } from './analyze/forest/forest-bytes.ts';
export type { IsolationForest } from './analyze/forest/isolation-forest.ts';
export { type ServiceHistory, serviceRows } from './analyze/forest/joint-rows.ts';
export { isQuiet, type Trouble } from './analyze/forest/quiet-times.ts';
export { rankCorrelation } from './analyze/forest/rank-correlation.ts';
export { type Rows, rowsOf } from './analyze/forest/rows.ts';
export { scoreRows } from './analyze/forest/score-rows.ts';
export {
  AGREEMENT_MIN,
  type ForestTrained,
  type Referee,
  type TrainedForest,
  trainForest,
} from './analyze/forest/train-forest.ts';
export { type WarmModelsOptions, warmModels } from './analyze/risk/warm-models.ts';
export { askedAnswers, recordedAnswers } from './execute/answers.ts';
export { type Explanation, explain } from './loop/explain.ts';
export { type FollowedUp, followUp } from './loop/follow-up.ts';
export { heal } from './loop/heal.ts';
export { type TickPorts, type TickReport, type TickSlot, tick } from './loop/tick.ts';
export { troubles } from './loop/troubles.ts';
export * from './model/action.ts';
export * from './model/decision.ts';
export * from './model/errors.ts';
export * from './model/feature.ts';
export * from './model/incident.ts';
export * from './model/knowledge.ts';
export { modelled } from './model/modelled.ts';
export type { Opinion } from './model/opinion.ts';
export * from './model/policy.ts';
export * from './model/snapshot.ts';
export * from './model/symptom.ts';
export type { EpochMs } from './model/time.ts';
export { serviceIdOf } from './monitor/service-view.ts';
export { BUILTIN_POLICY_VERSION } from './plan/guards/policy.ts';
export type { Clock } from './ports/clock.ts';
export type * from './ports/command-runner.ts';
export type * from './ports/forecaster.ts';
export type * from './ports/host-reader.ts';
export type * from './ports/knowledge-reader.ts';
export type * from './ports/knowledge-store.ts';
export type { MetricReader } from './ports/metric-reader.ts';
export type { ModelShelf } from './ports/model-shelf.ts';
export type * from './ports/ports.ts';
export type * from './ports/service-models.ts';
