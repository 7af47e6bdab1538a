// PresaveContext.load as a wire adapter that tests speak through.
import { createApexTestWireAdapter } from "@salesforce/sfdx-lwc-jest";

export default createApexTestWireAdapter(jest.fn());
