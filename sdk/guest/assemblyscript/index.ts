/**
 * Write dray modules in AssemblyScript.
 *
 * A module exports `transform`, and hands on the handshake `dray_abi_1`:
 *
 *     import { Outcome, carryOn, event, failed, request } from "dray-guest";
 *     export { dray_abi_1 } from "dray-guest";
 *
 *     export function transform(): Outcome {
 *       const who = event.getString("/trigger/by/user/email");
 *       if (who === null) return failed();
 *       request.body.setString("/parameters/requested_by", who);
 *       return carryOn();
 *     }
 *
 * Places are JSON Pointers (RFC 6901) into dray's document: what is below
 * `/request` can be changed, `/event`, `/run` and `/config` only read.
 */
import "./abort";
import * as log from "./log";
import * as request from "./request";
import * as run from "./run";

export { log, request, run };
export { Code, lastError, lastPointer } from "./error";
export { Outcome, accept, carryOn, drop, fail, failed, refuse, retry } from "./outcome";
export { Place, Reader, config, document, event } from "./place";
export { escape, pointer } from "./pointer";

/** The handshake; never called. */
export function dray_abi_1(): void {}
