// How a formula comes about for a record. The engine explains active rules; so an inactive one is asked in a copy of the
// org in which it is active, and a formula field through a rule that reads nothing else.
import type { Bundle, Engine, Explanation, Request } from "presave";
import type { Formula } from "./formula.js";

/** An explanation; a formula field has a value and no verdict. */
export type Explained = Omit<Explanation, "verdict"> & { verdict?: Explanation["verdict"] };

/** The rule that reads the formula field. No rule of an org is called so: names begin with a letter. */
const ASKING_RULE = "_asks";

/** As much of a bundle document as a copy of it changes. */
export interface CopiedDocument {
  objects: Record<string, { rules?: object[] }>;
}

/** A copy of the org in which one formula can be explained, whatever it is. Dispose of it before the next edit. */
export class Probe {
  readonly formula: Formula;
  readonly bundle: Bundle;

  constructor(engine: Engine, document: CopiedDocument, formula: Formula) {
    this.formula = formula;
    this.bundle = engine.loadBundle(withRules(document, formula));
  }

  /** How the formula comes out. */
  explain(request: Request): Explained {
    const { name, field } = this.formula;
    if (!field) return this.bundle.explain(name, request);
    return ofField(name, this.formula, this.bundle.explain(ASKING_RULE, request, { repair: false }));
  }
}

/** True of what only a probe can explain. */
export function needsProbe(formula: Formula): boolean {
  return formula.field !== undefined || formula.isInactive;
}

function withRules(document: CopiedDocument, { object, name, rule }: Formula): CopiedDocument {
  const here = document.objects[object];
  const rules = rule
    ? here?.rules?.map((one) => (one === rule ? { ...rule, active: true } : one))
    : [{ name: ASKING_RULE, active: true, formula: `${name} = ${name}`, message: ASKING_RULE }];
  return { ...document, objects: { ...document.objects, [object]: { ...here, rules: rules ?? [] } } };
}

/** The field's own formula becomes the one that is explained; the fields that it reads stay behind it. */
function ofField(name: string, { object, text }: Formula, asked: Explanation): Explained {
  const own = asked.formulaFields?.find(({ field }) => field === name);
  const others = asked.formulaFields?.filter((one) => one !== own) ?? [];
  const explained = { object, rule: name, message: asked.message, formula: text, formulaFields: others };
  return own ? { ...explained, parts: own.parts, lines: own.lines } : explained;
}
