// Starts the stand-in org: reads the options, loads the object model and the sample records, listens.
import { USAGE, UsageError, readOptions } from "./options.js";
import { startOrg } from "./server.js";

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(USAGE);
  } else {
    const org = await startOrg(options);
    console.log(`Stand-in org: ${org.origin}/ (Canvas app: ${options.app}/canvas)`);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => org.close());
  }
} catch (error) {
  console.error(`devorg: ${oneLine(error)}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function oneLine(error) {
  if (error.code === "EADDRINUSE") {
    return `port ${error.port} is in use; stop the other program or give another --port`;
  }
  return error.message;
}
