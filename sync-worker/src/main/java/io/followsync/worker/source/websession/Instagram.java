package io.followsync.worker.source.websession;

/**
 * What all sessions of a worker share.
 */
record Instagram(InstagramProperties properties, InstagramHttp http, FailureClassifier failures, Answers answers,
		RequestTimings timings) {
}
