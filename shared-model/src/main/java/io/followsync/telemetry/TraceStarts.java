package io.followsync.telemetry;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * A trace starts with a call or with a record that was received; what a service does all
 * the time by itself, such as looking for jobs, is none.
 */
public final class TraceStarts implements Sampler {

	private final Sampler share;

	private TraceStarts(double share) {
		// It looks for its implementation in files, once: here, and not on an event loop.
		ContextStorage.get();
		this.share = Sampler.traceIdRatioBased(share);
	}

	/**
	 * Traces that share of what starts here, and whatever is part of something traced.
	 */
	public static Sampler sampling(double share) {
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
