import { rateOf, type Rate } from './rate.js';

/** One camera's file: how many fields it must have, and how many of them are filled. */
export interface FileFields { readonly required: number; readonly filled: number }
export interface ArchiveCompleteness { readonly pooled: Rate; readonly complete: Rate }

/** 档案完整率 over all fields, and beside it the share of cameras with none missing. */
export function archiveCompleteness(files: Iterable<FileFields>): ArchiveCompleteness {
  let [filled, required, complete, cameras] = [0, 0, 0, 0];
  for (const file of files) {
    filled += file.filled;
    required += file.required;
    cameras += 1;
    if (file.filled >= file.required) complete += 1;
  }
  return { pooled: rateOf(filled, required), complete: rateOf(complete, cameras) };
}

/** One inspected file (档案准确率) or picture (OSD标注合规率): what was looked at, and what of it was right. */
export interface Inspected { readonly checked: number; readonly right: number }

/** A figure of a sample says how large the sample was. */
export function sampledAccuracy(inspected: Iterable<Inspected>): { readonly rate: Rate; readonly samples: number } {
  let [right, checked, samples] = [0, 0, 0];
  for (const one of inspected) {
    right += one.right;
    checked += one.checked;
    samples += 1;
  }
  return { rate: rateOf(right, checked), samples };
}
