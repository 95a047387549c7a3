package io.followsync.runtime.tracing;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * A trace starts with a call or with a received record. What a service does all the time
 * by itself, such as looking for jobs, starts none.
 */
final class TraceStarts implements Sampler {

	private final Sampler share;

	private TraceStarts(double share) {
		// The first call searches files for an implementation, which must not happen on
		// an
		// event loop.
		ContextStorage.get();
		this.share = Sampler.traceIdRatioBased(share);
	}

	/**
	 * Traces this share of what starts here, and all that is part of something traced.
	 */
	static Sampler sampling(double share) {
		return Sampler.parentBased(new TraceStarts(share));
	}

	@Override
	public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
			Attributes attributes, List<LinkData> links) {
		return (kind == SpanKind.SERVER || kind == SpanKind.CONSUMER)
				? this.share.shouldSample(parent, traceId, name, kind, attributes, links) : SamplingResult.drop();
	}

	@Override
	public String getDescription() {
		return "TraceStarts{" + this.share.getDescription() + "}";
	}

}
