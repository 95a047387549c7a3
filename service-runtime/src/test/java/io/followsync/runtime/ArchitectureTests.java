package io.followsync.runtime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "io.followsync.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesKnowNothingOfEachOtherButHowToLog = slices().matching("io.followsync.runtime.(*)..")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(DescribedPredicate.alwaysTrue(),
				JavaClass.Predicates.resideInAPackage("io.followsync.runtime.logging"));

	@ArchTest
	static final ArchRule theServicesAreNotKnown = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.followsync.gateway..", "io.followsync.worker..");

	@ArchTest
	static void hasASmallPublicFace(JavaClasses classes) {
		assertThat(classes.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).containsExactlyInAnyOrder("RecordSender", "DatabaseOutage", "DatabaseWait",
					"Columns", "Redacted", "Failures", "Durations", "ServiceKeys", "JobTimes");
	}

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) throws ClassNotFoundException {
		for (String name : classes.stream().map(JavaClass::getPackageName).distinct().toList()) {
			assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class)).as(name).isTrue();
		}
	}

}
