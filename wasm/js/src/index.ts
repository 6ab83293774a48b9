// @touchstone/engine: the core's judgement for a browser's background or Node.
export { createEngine, type Engine, type EngineOptions, type EngineVersion } from './engine.ts';
export * from './generated/contract.ts';
export { EngineError } from './marshal.ts';
