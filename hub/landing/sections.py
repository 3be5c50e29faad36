"""What a section of a landing page is: its own fields, and alternatives to them for some visitors."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from hub.taxonomy.models import Industry, Persona, Stage, Term
from hub.website import destinations

# The stored name of a section's alternatives.
ALTERNATIVES = "alternatives"

# How the stored names of what a button says, and of where it leads, begin.
CTA = "cta_"

# The blocks of a section's fields by name, required as said: in an alternative nothing is, for what it leaves empty is
# taken from the default.
Fields = Callable[[bool], dict[str, blocks.Block]]


def _choices(model: type[Term]) -> list[tuple[str, str]]:
    # Nothing chosen is an empty line, so that a collapsed alternative is named by what was chosen.
    return [("", ""), *((term.slug, str(term)) for term in model._default_manager.all())]


def personas() -> list[tuple[str, str]]:
    return _choices(Persona)


def stages() -> list[tuple[str, str]]:
    return _choices(Stage)


def industries() -> list[tuple[str, str]]:
    return _choices(Industry)


def _conditions() -> dict[str, blocks.Block]:
    return {
        "persona": blocks.ChoiceBlock(choices=personas, required=False, label=_("Persona")),
        "stage": blocks.ChoiceBlock(choices=stages, required=False, label=_("Journey stage")),
        "industry": blocks.ChoiceBlock(choices=industries, required=False, label=_("Industry")),
    }


CONDITIONS = tuple(_conditions())


def condition_of(alternative: dict) -> dict[str, str]:
    """Facet -> slug, of what the alternative (stored, or a block's value) asks for."""
    return {facet: alternative[facet] for facet in CONDITIONS if alternative.get(facet)}


class AlternativeBlock(blocks.StructBlock):
    """The condition, and what differs from the default where it holds."""

    def __init__(self, fields: Fields, **kwargs):
        super().__init__([*_conditions().items(), *fields(False).items()], **kwargs)

    def get_form_layout(self) -> BlockGroup:
        own = [name for name in self.child_blocks if name not in CONDITIONS]
        return BlockGroup(
            [
                BlockGroup(list(CONDITIONS), heading=_("For whom"), classname="landing-condition"),
                *own,
            ]
        )

    def clean(self, value):
        if not condition_of(value) and not self.is_deferred_validation:
            raise StructBlockValidationError(
                {"persona": ValidationError(_("Say for whom: choose at least one of the three."))}
            )
        value = super().clean(value)
        destinations.check(value, CTA, required=False)
        return value

    class Meta:
        icon = "group"
        label = _("Alternative")
        label_format = "{persona} {stage} {industry}"


class SectionBlock(blocks.StructBlock):
    def __init__(self, fields: Fields, **kwargs):
        alternatives = blocks.ListBlock(
            AlternativeBlock(fields),
            default=[],
            required=False,
            collapsed=True,
            label=_("Alternatives"),
            help_text=_(
                "Shown instead to visitors known by all that is chosen here; the most specific one wins. What an "
                "alternative leaves empty is taken from above."
            ),
        )
        super().__init__([*fields(True).items(), (ALTERNATIVES, alternatives)], **kwargs)

    def get_form_layout(self) -> BlockGroup:
        own = [name for name in self.child_blocks if name != ALTERNATIVES]
        return BlockGroup(
            [
                *own,
                BlockGroup(
                    [ALTERNATIVES],
                    heading=_("For some visitors"),
                    icon="group",
                    classname="collapsed",
                ),
            ]
        )

    def clean(self, value):
        value = super().clean(value)
        required = bool(value.get(f"{CTA}label")) and not self.is_deferred_validation
        destinations.check(value, CTA, required=required)
        if not self.is_deferred_validation:
            self._check_conditions(value)
        return value

    def _check_conditions(self, value):
        seen: list[dict[str, str]] = []
        for place, alternative in enumerate(value[ALTERNATIVES]):
            condition = condition_of(alternative)
            if condition in seen:
                never = ValidationError(_("An earlier alternative is for the same visitors."))
                error = StructBlockValidationError({"persona": never})
                raise StructBlockValidationError(
                    {ALTERNATIVES: ListBlockValidationError(block_errors={place: error})}
                )
            seen.append(condition)

    class Meta:
        label_format = "{heading}"
