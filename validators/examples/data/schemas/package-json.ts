const text = { type: 'string' };
const texts = { type: 'array', items: text };
const names = { type: 'object', additionalProperties: text };
const person = { type: ['string', 'object'], properties: { name: text, email: text, url: text } };

/**
 * What npm and Node say of the keys that they read. Any key may be added, and dependencies may be of any form, so only
 * the types of known keys are held.
 */
export const packageJsonSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: {
    name: text,
    version: text,
    description: text,
    keywords: { type: ['array', 'string'], items: text },
    homepage: text,
    license: { type: ['string', 'object'] },
    author: person,
    contributors: { type: 'array', items: person },
    maintainers: { type: 'array', items: person },
    main: text,
    module: text,
    types: text,
    typings: text,
    type: { enum: ['module', 'commonjs'] },
    private: { type: ['boolean', 'string'] },
    packageManager: text,
    files: texts,
    bin: { type: ['string', 'object'], additionalProperties: text },
    man: { type: ['string', 'array'], items: text },
    scripts: names,
    dependencies: names,
    devDependencies: names,
    peerDependencies: names,
    optionalDependencies: names,
    peerDependenciesMeta: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { optional: { type: 'boolean' } } },
    },
    bundleDependencies: { type: ['array', 'boolean'], items: text },
    bundledDependencies: { type: ['array', 'boolean'], items: text },
    engines: names,
    os: { type: ['array', 'string'], items: text },
    cpu: { type: ['array', 'string'], items: text },
    libc: { type: ['array', 'string'], items: text },
    publishConfig: { type: 'object' },
    workspaces: { type: ['array', 'object'], items: text },
    sideEffects: { type: ['boolean', 'array', 'string'], items: text },
    imports: { type: 'object', propertyNames: { pattern: '^#' } },
    exports: { type: ['string', 'object', 'array', 'null'] },
  },
};
