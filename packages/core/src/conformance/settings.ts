import { equal } from './expect.ts';
import type { Case } from './subject.ts';

export const settingsCases: Case[] = [
  {
    title: 'settings that tell which operations there are tell all of them',
    needs: ['settings.get'],
    async run({ staff }) {
      const { supports: told } = await staff.settings.get({});
      equal(told && [...staff.supports].filter(operation => !told.includes(operation)), told && []);
    },
  },
];
