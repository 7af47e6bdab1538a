// PresaveContext.load for a user without any custom permission, so the rules that ask for one are decided here.
import { adapterOf } from "./wires.js";

export default adapterOf(async () => JSON.stringify({ permissions: [], globals: {} }));
