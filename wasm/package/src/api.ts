// What every build of the package exports, beside its own loadEngine.
export {withOffsets} from "./context.js";
export * from "./documents.js";
export {Bundle, Engine, Mapping, Session} from "./engine.js";
export {PresaveError} from "./errors.js";
export type {ErrorCode} from "./errors.js";
export type {ElsewhereOptions, LoadEngine, LoadOptions} from "./load.js";
export {RemoteBundle, RemoteEngine, RemoteMapping, RemoteSession} from "./remote/engine.js";
export type {RefusedWay, Way} from "./ways.js";
export {zoneNamed} from "./zone.js";
export type {Zone} from "./zone.js";
