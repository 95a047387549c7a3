package io.followsync.gateway.edge;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** Names the parameter of a request that is missing or cannot be read. */
final class InputErrors {

	private InputErrors() {
	}

	static ApiException translate(ServerWebInputException error) {
		MethodParameter parameter = error.getMethodParameter();
		if (error instanceof MissingRequestValueException missing) {
			return ApiException.badRequest(missing.getName() + " is required.");
		}
		if (parameter == null || !BeanUtils.isSimpleValueType(parameter.nestedIfOptional().getNestedParameterType())) {
			return new ApiException(ErrorCode.BAD_REQUEST);
		}
		return ApiException.badRequest(name(parameter) + " " + form(parameter.getParameterType()));
	}

	private static String name(MethodParameter parameter) {
		RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
		PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
		return Stream
			.of((query != null) ? query.name() : "", (query != null) ? query.value() : "",
					(path != null) ? path.name() : "", (path != null) ? path.value() : "")
			.filter((name) -> !name.isEmpty())
			.findFirst()
			.or(() -> Optional.ofNullable(parameter.getParameterName()))
			.orElse("A parameter");
	}

	private static String form(Class<?> type) {
		Class<?> form = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (Number.class.isAssignableFrom(form)) {
			return "must be a whole number.";
		}
		if (form == Boolean.class) {
			return "must be true or false.";
		}
		return (form == UUID.class) ? "must be an id." : "cannot be read.";
	}

}
