import { describeActivityRepository } from '../kit/activity-repository-contract.ts';
import { describeExampleRepository } from '../kit/example-repository-contract.ts';
import { describeKeptAnswers } from '../kit/kept-answers-contract.ts';
import { createMemoryExampleRepository } from '../kit/memory-example-repository.ts';
import { createMemoryKeptAnswers } from '../kit/memory-kept-answers.ts';
import { createMemoryReservationRepository } from '../kit/memory-reservation-repository.ts';
import { createMemoryWork } from '../kit/memory-unit-of-work.ts';
import { createMemoryUserRepository } from '../kit/memory-user-repository.ts';
import { describeReservationRepository } from '../kit/reservation-repository-contract.ts';
import { describeUserRepository } from '../kit/user-repository-contract.ts';

describeUserRepository('the repository of users in memory', async () => createMemoryUserRepository());
describeReservationRepository('the repository of reservations in memory', async () =>
  createMemoryReservationRepository(),
);
describeExampleRepository('the repository of examples in memory', async () => createMemoryExampleRepository());
describeKeptAnswers('the answers in memory', async () => createMemoryKeptAnswers());
describeActivityRepository('the activity in memory', async () => createMemoryWork({}).activity);
