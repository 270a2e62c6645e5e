// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/verdict_parts.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/tile.h"

#include <QBoxLayout>
#include <QCoreApplication>

#include <algorithm>

namespace symbolon::ui::verdictparts {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VerdictParts)
};

constexpr int labelWidth = 98;
constexpr int tileSide = 26;

QString capitalised(const QString &label)
{
    return label.isEmpty() ? label : label.left(1).toUpper() + label.mid(1);
}

} // namespace

void addText(const Context &context, QBoxLayout *layout, const QString &text, Ink ink)
{
    auto *label = new PlainLabel(context.appearance, TextStyle::Body, ink);
    label->setWordWrap(true);
    label->setValue(text);
    layout->addWidget(label);
}

void addHeading(const Context &context, QBoxLayout *layout, const QString &text)
{
    auto *label = new PlainLabel(context.appearance, TextStyle::BodySemibold);
    label->setValue(text);
    layout->addSpacing(context.appearance.theme().px(metrics::space1));
    layout->addWidget(label);
}

QHBoxLayout *addLine(const Context &context, QBoxLayout *layout, Glyph glyph, const QString &title,
                     const QString &detail, const QString &tip, Qt::TextElideMode elide)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(context.appearance.theme().px(metrics::space2));
    row->addWidget(new Tile(context.appearance, glyph, Ink::Text2, tileSide));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *first = new PlainLabel(context.appearance, TextStyle::BodyMedium, Ink::Text);
    first->setElide(Qt::ElideMiddle);
    first->setValue(title);
    auto *second = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2);
    second->setElide(elide);
    second->setValue(detail);
    if (!tip.isEmpty())
        second->setToolTip(plainToolTip(tip));
    words->addWidget(first);
    words->addWidget(second);
    row->addLayout(words, 1);
    layout->addLayout(row);
    return row;
}

void addSteps(const Context &context, QBoxLayout *layout, const QStringList &steps)
{
    for (int i = 0; i < steps.size(); ++i) {
        auto *row = new QHBoxLayout;
        row->setSpacing(context.appearance.theme().px(metrics::space2));
        auto *number = new PlainLabel(context.appearance, TextStyle::Body, Ink::Text3);
        number->setValue(steps.size() > 1 ? QStringLiteral("%1.").arg(i + 1) : QStringLiteral("•"));
        number->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        number->setFixedWidth(context.appearance.theme().px(16));
        auto *text = new PlainLabel(context.appearance, TextStyle::Body, Ink::Text2);
        text->setWordWrap(true);
        text->setValue(steps.at(i));
        row->addWidget(number, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        layout->addLayout(row);
    }
}

void addEvidence(const Context &context, QBoxLayout *layout, const QList<risk::Verdict> &verdicts, int limit)
{
    int lines = 0;
    int left = 0;
    const auto add = [&](const QString &label, const QString &value) {
        if (lines >= limit) {
            ++left;
            return;
        }
        ++lines;
        auto *field = new CopyableField(context.appearance, context.clipboard, label);
        field->setLabelWidth(labelWidth);
        field->setValueStyle(TextStyle::MonoSmall);
        field->setValue(value);
        layout->addWidget(field);
    };
    for (const risk::Verdict &verdict : verdicts) {
        if (!verdict.credentialName.isEmpty())
            add(Words::tr("Credential"), verdict.credentialName);
        for (const risk::Evidence &evidence : verdict.evidence)
            add(capitalised(evidence.label), evidence.value);
    }
    if (left > 0)
        addText(context, layout, Words::tr("And %n more on the Findings page.", nullptr, left), Ink::Text3);
}

void addUnknown(const Context &context, QBoxLayout *layout, const QList<risk::Verdict> &verdicts)
{
    QStringList reasons;
    for (const risk::Verdict &verdict : verdicts) {
        if (!verdict.unknown.isEmpty() && !reasons.contains(verdict.unknown))
            reasons.append(verdict.unknown);
    }
    for (const QString &reason : reasons)
        addText(context, layout, reason);
}

} // namespace symbolon::ui::verdictparts
