/** The studio's rooms, in order. assets/demo/studio.go answers each of their addresses. */
export const steps = ["", "shape", "glaze", "words", "review"] as const;

export type Step = (typeof steps)[number];

/** The step that a path names; the first one for any other path. */
export function stepOf(path: string, base: string): Step {
  const name = path.startsWith(base) ? path.slice(base.length) : "";
  return steps.find((step) => step === name) ?? "";
}

export function stepName(step: Step): string {
  switch (step) {
    case "":
      return "Welcome";
    case "shape":
      return "1. Shape";
    case "glaze":
      return "2. Glaze";
    case "words":
      return "3. Words";
    case "review":
      return "4. Review";
  }
}

/** The step before or after, where there is one. */
export function neighbour(step: Step, by: 1 | -1): Step | undefined {
  return steps[steps.indexOf(step) + by];
}
