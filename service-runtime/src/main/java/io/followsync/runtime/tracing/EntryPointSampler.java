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
 * Starts a trace only for an incoming call or a received record. Background work, such as
 * polling for jobs, starts none.
 */
final class EntryPointSampler implements Sampler {

	private final Sampler share;

	private EntryPointSampler(double share) {
		// The first call searches the class path for an implementation, which must not
		// happen on an event loop.
		ContextStorage.get();
		this.share = Sampler.traceIdRatioBased(share);
	}

	/**
	 * Samples this share of the traces that start here, and every span whose parent is
	 * sampled.
	 */
	static Sampler sampling(double share) {
		return Sampler.parentBased(new EntryPointSampler(share));
	}

	@Override
	public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
			Attributes attributes, List<LinkData> links) {
		return (kind == SpanKind.SERVER || kind == SpanKind.CONSUMER)
				? this.share.shouldSample(parent, traceId, name, kind, attributes, links) : SamplingResult.drop();
	}

	@Override
	public String getDescription() {
		return "EntryPointSampler{" + this.share.getDescription() + "}";
	}

}
