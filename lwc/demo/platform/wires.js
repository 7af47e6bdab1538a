// Wire adapters outside the platform: `answer(config)` gives what Salesforce would, and those who wait are asked
// again after a save.
const open = new Set();

/** An adapter for @wire over an asynchronous answer; it is silent while a parameter is undefined. */
export function adapterOf(answer) {
    return class {
        constructor(tell) {
            this.tell = tell;
            tell({ data: undefined, error: undefined });
        }
        connect() {
            open.add(this);
        }
        disconnect() {
            open.delete(this);
        }
        update(config) {
            this.config = config;
            return this.ask();
        }
        async ask() {
            const { config } = this;
            if (!config || Object.values(config).some((value) => value === undefined)) return;
            const told = await answer(config).then(
                (data) => ({ data, error: undefined }),
                (error) => ({ data: undefined, error: { body: { message: error.message } } })
            );
            // An answer to a question that is no longer asked is dropped.
            if (open.has(this) && config === this.config) this.tell(told);
        }
    };
}

/** Answers every open question anew. */
export async function answerAnew() {
    await Promise.all([...open].map((adapter) => adapter.ask()));
}
