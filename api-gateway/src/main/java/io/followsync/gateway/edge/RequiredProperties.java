package io.followsync.gateway.edge;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says in the OpenAPI document that each component of a record is always there, unless it
 * may be null. Without that, typed clients would take every property for optional.
 */
@Component
class RequiredProperties implements ModelConverter {

	@Override
	@SuppressWarnings("rawtypes") // as the interface has it
	public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
		Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
		if (schema != null && raw.isRecord()) {
			require(raw, definition(schema, context));
		}
		return schema;
	}

	private static Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
		String reference = schema.get$ref();
		return (reference == null) ? schema
				: context.getDefinedModels().getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), schema);
	}

	private static void require(Class<?> type, Schema<?> definition) {
		Map<?, ?> properties = definition.getProperties();
		if (properties != null) {
			definition.setRequired(Arrays.stream(type.getRecordComponents())
				.filter((component) -> !isNullable(component))
				.map(RecordComponent::getName)
				.filter(properties::containsKey)
				.toList());
		}
	}

	private static boolean isNullable(RecordComponent component) {
		return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

}
