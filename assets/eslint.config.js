import tseslint from "typescript-eslint";

/** Rules beyond the recommended set are those that caught, or would have caught, a real fault of this code base. */
export default tseslint.config(
  { ignores: ["dist/**", "out/**", "e2e/out/**", "**/*.gen.ts"] },
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.ts", "src/**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Build with DOM calls: markup from strings is how scripts get in." },
        { property: "outerHTML", message: "Build with DOM calls: markup from strings is how scripts get in." },
        { property: "insertAdjacentHTML", message: "Build with DOM calls: markup from strings is how scripts get in." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "Program > VariableDeclaration[kind='let']", message: "No module-level mutable state." },
      ],
    },
  },
);
