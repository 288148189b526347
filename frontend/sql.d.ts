// Statements that Python and the browser share are files; esbuild puts their text into the bundle.
declare module "*.sql" {
  const text: string;
  export default text;
}
