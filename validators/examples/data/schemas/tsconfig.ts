const flag = { type: 'boolean' };
const text = { type: 'string' };
const texts = { type: 'array', items: text };
const oneOf = (...values: readonly string[]): Readonly<Record<string, unknown>> => ({
  enum: values,
  'x-any-case': true,
});

const flags = [
  'all init version allowArbitraryExtensions allowImportingTsExtensions allowJs allowSyntheticDefaultImports allowUmdGlobalAccess',
  'allowUnreachableCode allowUnusedLabels alwaysStrict assumeChangesOnlyAffectDirectDependencies checkJs composite',
  'declaration declarationMap diagnostics disableReferencedProjectLoad disableSizeLimit disableSolutionSearching',
  'disableSourceOfProjectReferenceRedirect downlevelIteration emitBOM emitDeclarationOnly emitDecoratorMetadata',
  'erasableSyntaxOnly esModuleInterop exactOptionalPropertyTypes experimentalDecorators explainFiles',
  'extendedDiagnostics forceConsistentCasingInFileNames importHelpers incremental inlineSourceMap inlineSources',
  'isolatedDeclarations isolatedModules keyofStringsOnly libReplacement listEmittedFiles listFiles noCheck',
  'noEmit noEmitHelpers noEmitOnError noErrorTruncation noFallthroughCasesInSwitch noImplicitAny noImplicitOverride',
  'noImplicitReturns noImplicitThis noImplicitUseStrict noLib noPropertyAccessFromIndexSignature noResolve',
  'noStrictGenericChecks noUncheckedIndexedAccess noUncheckedSideEffectImports noUnusedLocals noUnusedParameters',
  'preserveConstEnums preserveSymlinks preserveValueImports preserveWatchOutput pretty removeComments',
  'resolveJsonModule resolvePackageJsonExports resolvePackageJsonImports rewriteRelativeImportExtensions',
  'skipDefaultLibCheck skipLibCheck sourceMap stableTypeOrdering strict strictBindCallApply',
  'strictBuiltinIteratorReturn strictFunctionTypes strictNullChecks strictPropertyInitialization stripInternal',
  'suppressExcessPropertyErrors suppressImplicitAnyIndexErrors traceResolution useDefineForClassFields',
  'useUnknownInCatchVariables verbatimModuleSyntax deduplicatePackages noDtsResolution quiet singleThreaded',
]
  .join(' ')
  .split(' ');

const strings = [
  'baseUrl charset declarationDir generateCpuProfile generateTrace jsxFactory jsxFragmentFactory jsxImportSource locale',
  'mapRoot out outDir outFile reactNamespace rootDir sourceRoot tsBuildInfoFile ignoreDeprecations pprofDir',
]
  .join(' ')
  .split(' ');

const versions = ['es3', 'es5', 'es6', 'esnext', ...Array.from({ length: 20 }, (_, year) => `es${2015 + year}`)];

/** The options of every version of TypeScript: docs of an older one speak of what a newer one has removed. */
const options: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(flags.map((name) => [name, flag])),
  ...Object.fromEntries(strings.map((name) => [name, text])),
  target: oneOf(...versions),
  module: oneOf(
    ...['none', 'commonjs', 'amd', 'umd', 'system', 'preserve', 'node16', 'node18', 'node20', 'node22', 'nodenext'],
    ...versions,
  ),
  moduleResolution: oneOf('classic', 'node', 'node10', 'node16', 'nodenext', 'bundler'),
  moduleDetection: oneOf('auto', 'legacy', 'force'),
  jsx: oneOf('preserve', 'react', 'react-jsx', 'react-jsxdev', 'react-native'),
  newLine: oneOf('crlf', 'lf'),
  importsNotUsedAsValues: oneOf('remove', 'preserve', 'error'),
  fallbackPolling: text,
  watchDirectory: text,
  watchFile: text,
  lib: texts,
  types: texts,
  typeRoots: texts,
  rootDirs: texts,
  moduleSuffixes: texts,
  customConditions: texts,
  paths: { type: 'object', additionalProperties: texts },
  plugins: { type: 'array', items: { type: 'object' } },
  maxNodeModuleJsDepth: { type: 'number' },
  checkers: { type: 'number' },
  builders: { type: 'number' },
};

/** The names of all compiler options that this schema knows. */
export const compilerOptionNames: readonly string[] = Object.keys(options);

/**
 * What the TypeScript compiler says of its config. It refuses options that it does not know; beside `compilerOptions`
 * other programs have keys of their own.
 */
export const tsconfigSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: {
    extends: { type: ['string', 'array'], items: text },
    files: texts,
    include: texts,
    exclude: texts,
    references: {
      type: 'array',
      items: { type: 'object', properties: { path: text, prepend: flag, circular: flag } },
    },
    compileOnSave: flag,
    compilerOptions: {
      type: 'object',
      properties: options,
      additionalProperties: false,
      'x-open': true,
    },
  },
};
