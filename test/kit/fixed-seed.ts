import fc from 'fast-check';

// The same commit must pass or fail alike each time it is tested. New cases are looked for apart, by `npm run test:fuzz`.
const { FAST_CHECK_SEED: seed = '1' } = process.env;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
