export type { Config, ConfigLevel, ExternalConfig, RuleSetting } from './config/define.ts';
export { defineConfig } from './config/define.ts';
