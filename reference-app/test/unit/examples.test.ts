import { describeExampleRepository } from '../kit/example-repository-contract.ts';
import { createMemoryExampleRepository } from '../kit/memory-example-repository.ts';

describeExampleRepository('the repository of examples in memory', async () => createMemoryExampleRepository());
