import {
  confidenceText,
  costsText,
  jobText,
  sentence,
  serverText,
  timeText,
} from './answer-text.ts';
import { atHome } from './home.ts';
import { whyNone } from './no-answer.ts';
import { recommend } from './recommendation.ts';
import { labelOf, type Summary } from './summary.ts';

/** What a run answers, in three sentences that every output shows; computed from the figures. */
export interface Answer {
  /** Scenario id of the model to use as a job; null where none can be recommended. */
  readonly model: string | null;
  /** The model, and how the others compare in time; or why there is none. Ends with a full stop, as do the next. */
  readonly recommendation: string;
  /** Memory, CPU and the answer for a server; without a model what to do. */
  readonly cost: string;
  /** Rounds, launches, confidence. */
  readonly confidence: string;
}

/** Which runtime to use is not what it says: only models of the home runtime enter it. */
export function answer(all: Summary): Answer {
  const summary = atHome(all);
  const [job, server] = [recommend(summary, 'wallMs'), recommend(summary, 'itemMs')];
  const confidence = confidenceText(summary);
  if (job === null) {
    const { why, advice } = whyNone(summary);
    const known = server === null ? [] : [serverText(summary, server, null)];
    return {
      ...{ model: null, recommendation: `No recommendation${jobText(summary)}: ${why}.` },
      ...{ cost: sentence(summary, [advice, ...known]), confidence },
    };
  }
  return {
    model: job.best.scenario.id,
    recommendation: `Use ${labelOf(job.best)}${jobText(summary)}: ${timeText(job)}.`,
    cost: sentence(summary, [costsText(summary, job), serverText(summary, server, job)]),
    confidence,
  };
}
