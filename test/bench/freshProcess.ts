/** A process that does one job, so that its memory tells of that job alone. */
import { catchUp } from './jobs/catchUp';
import { load } from './jobs/load';
import { readList } from './jobs/readList';
import { store } from './jobs/store';
import { upload } from './jobs/upload';
import { serve } from './rpc';

const handlers = { store, upload, catchUp, readList, load };
export type FreshHandlers = typeof handlers;

serve(handlers);
