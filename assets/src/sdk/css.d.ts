/** A style sheet as a string: build.mjs minifies it, vitest gives it as it is. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
