// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/sample_list.h"

#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/tokenhalves.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

SampleList::SampleList(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(metrics::space2);
}

void SampleList::clear()
{
    clearLayout(m_column);
}

void SampleList::say(const QString &sentence)
{
    clear();
    auto *words = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, this);
    words->setWordWrap(true);
    words->setValue(sentence);
    m_column->addWidget(words);
}

void SampleList::setSamples(const QList<presets::SampleSubject> &samples)
{
    clear();
    for (const presets::SampleSubject &sample : samples)
        addRow({sample.title, sample.subject, {}, sample.accepted, false});
}

void SampleList::setExamples(const trust::ExpressionExamples &examples)
{
    clear();
    addBreadth(examples.breadth);
    for (const trust::ExpressionExample &example : examples.examples) {
        const bool strangers = example.accepted && example.who == trust::ExpressionExample::Who::Stranger;
        addRow({example.title, example.token.subject, example.token.claims, example.accepted, strangers});
    }
}

void SampleList::addBreadth(const trust::ExpressionBreadth &breadth)
{
    using Reach = trust::ExpressionBreadth::Reach;
    if (breadth.words.isEmpty())
        return;
    const bool loud = breadth.reach == Reach::Strangers;
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space2);
    if (loud) {
        auto *shape = new SeverityBadge(m_appearance, Level::Critical, row);
        shape->setWordVisible(false);
        line->addWidget(shape, 0, Qt::AlignTop);
    }
    auto *words = new PlainLabel(m_appearance, loud ? TextStyle::BodyMedium : TextStyle::Body,
                                 loud ? Ink::Critical : Ink::Text, row);
    words->setObjectName(QStringLiteral("breadth"));
    words->setWordWrap(true);
    words->setValue(breadth.words);
    line->addWidget(words, 1);
    m_column->addWidget(row);
}

void SampleList::addRow(const Row &row)
{
    auto *place = new QWidget(this);
    auto *halves = new TokenHalves(m_appearance, place);
    halves->setFitted(row.accepted);
    auto *name = new PlainLabel(m_appearance, TextStyle::Body, Ink::Text, place);
    name->setElide(Qt::ElideRight);
    name->setValue(row.title);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    const auto addValue = [&](const QString &text) {
        auto *value = new PlainLabel(m_appearance, TextStyle::MonoSmall, Ink::Text2, place);
        value->setElide(Qt::ElideMiddle);
        value->setValue(text);
        words->addWidget(value);
    };
    addValue(row.subject);
    for (auto claim = row.claims.cbegin(); claim != row.claims.cend(); ++claim)
        addValue(tr("%1 %2").arg(claim.key(), *claim));
    auto *line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space3);
    line->addWidget(halves);
    line->addLayout(words, 1);
    const QString verdict = row.accepted ? tr("Accepted") : tr("Refused");
    halves->setAccessibleName(row.isStrangers ? tr("Accepted, a stranger's") : verdict);
    if (row.isStrangers) {
        auto *badge = new SeverityBadge(m_appearance, Level::Critical, place);
        badge->setLevel(Level::Critical, verdict);
        badge->setTextStyle(TextStyle::SecondaryMedium);
        line->addWidget(badge, 0, Qt::AlignTop);
    } else {
        auto *word =
            new PlainLabel(m_appearance, TextStyle::SecondaryMedium, row.accepted ? Ink::Pass : Ink::Critical, place);
        word->setValue(verdict);
        line->addWidget(word, 0, Qt::AlignTop);
    }
    m_column->addWidget(place);
}

} // namespace symbolon::ui
