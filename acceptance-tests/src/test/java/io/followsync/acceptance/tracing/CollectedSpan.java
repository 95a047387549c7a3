package io.followsync.acceptance.tracing;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

/** A span as it was exported. */
record CollectedSpan(String service, String trace, String id, String parent, String name,
		Map<String, String> attributes) {

	static List<CollectedSpan> of(List<byte[]> exports) {
		return exports.stream().flatMap(CollectedSpan::of).toList();
	}

	private static Stream<CollectedSpan> of(byte[] export) {
		try {
			return ExportTraceServiceRequest.parseFrom(export)
				.getResourceSpansList()
				.stream()
				.flatMap(CollectedSpan::of);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static Stream<CollectedSpan> of(ResourceSpans resource) {
		String service = attributes(resource.getResource().getAttributesList()).get("service.name");
		return resource.getScopeSpansList()
			.stream()
			.flatMap((scope) -> scope.getSpansList().stream())
			.map((span) -> of(service, span));
	}

	private static CollectedSpan of(String service, Span span) {
		return new CollectedSpan(service, hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()),
				span.getName(), attributes(span.getAttributesList()));
	}

	private static Map<String, String> attributes(List<KeyValue> attributes) {
		return attributes.stream()
			.collect(Collectors.toMap(KeyValue::getKey, (attribute) -> attribute.getValue().getStringValue()));
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

}
