import { definePlugin } from '../../core/common';
import { AnswerSignaturesService } from './app/answer-signatures.service';
import { useKeygenAnswers } from './http/answer-hooks';
import { KEYGEN } from './keygen.dialect';
import { KeygenModule } from './keygen.module';

export const KEYGEN_PLUGIN = definePlugin({
  name: 'keygen',
  api: { dialect: KEYGEN, module: KeygenModule },
  hooks: (fastify, app) => useKeygenAnswers(fastify, app.get(AnswerSignaturesService, { strict: false })),
});
