export { type Mock, type MockOptions, startMock } from "./server.js";
export type { Trouble } from "./trouble.js";
