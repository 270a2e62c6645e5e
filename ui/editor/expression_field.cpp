// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/expression_field.h"

#include "trust/expression_help.h"
#include "ui/editor/expression_edit.h"
#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

bool isError(const PlacedRemark &remark)
{
    return remark.level == trust::RemarkLevel::Error;
}

// True of the identity, whatever is typed.
bool isKnownBefore(const PlacedRemark &remark)
{
    return remark.code == u"expression-managed-identity";
}

} // namespace

ExpressionField::ExpressionField(const Appearance &appearance, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_edit(new ExpressionEdit(appearance, name, this))
    , m_rows(new QVBoxLayout)
{
    m_rows->setSpacing(metrics::space1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    column->addWidget(m_edit);
    column->addLayout(m_rows);
    setFocusProxy(m_edit);
    connect(m_edit, &ExpressionEdit::edited, this, &ExpressionField::edited);
}

QString ExpressionField::value() const
{
    return m_edit->expression();
}

void ExpressionField::setValue(const QString &value)
{
    m_edit->setExpression(value);
}

void ExpressionField::setIssuer(const QString &issuer)
{
    m_issuer = issuer;
    m_edit->setIssuer(issuer);
}

void ExpressionField::setRemarks(const QList<PlacedRemark> &remarks)
{
    m_remarks = remarks;
    showRemarks();
}

void ExpressionField::settle()
{
    m_settled = true;
    showRemarks();
}

void ExpressionField::showRemarks()
{
    QList<PlacedRemark> told;
    std::copy_if(m_remarks.begin(), m_remarks.end(), std::back_inserter(told),
                 [this](const PlacedRemark &one) { return m_settled || isKnownBefore(one); });
    QStringList words{m_issuer, m_edit->expression()}; // what repairs are made of
    for (const PlacedRemark &one : std::as_const(told))
        words << one.text;
    const bool wrong = std::any_of(told.begin(), told.end(), isError);
    m_edit->setMarked(wrong);
    setFieldLevel(m_edit, told.isEmpty() ? Level::None : wrong ? Level::Critical : Level::Medium);
    m_edit->setAccessibleDescription(words.mid(2).join(QLatin1Char(' ')));
    m_edit->update();
    if (words == m_told)
        return;
    m_told = words;
    clearLayout(m_rows);
    for (const PlacedRemark &one : std::as_const(told))
        addRemark(one);
}

void ExpressionField::addRemark(const PlacedRemark &remark)
{
    auto *row = new QWidget(this);
    auto *shape = new SeverityBadge(m_appearance, isError(remark) ? Level::Critical : Level::Medium, row);
    shape->setWordVisible(false);
    auto *words =
        new PlainLabel(m_appearance, TextStyle::Secondary, isError(remark) ? Ink::Critical : Ink::Medium, row);
    words->setWordWrap(true);
    words->setValue(remark.text);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space2);
    line->addWidget(shape, 0, Qt::AlignTop);
    auto *said = new QVBoxLayout; // beside each other they would leave the words a narrow column
    said->setSpacing(0);
    said->addWidget(words);
    line->addLayout(said, 1);
    QString label;
    QString repaired = remark.fix;
    qsizetype caret = repaired.size();
    if (!remark.fix.isEmpty())
        label = tr("Use the corrected text");
    const auto comparisons = trust::parseExpression(m_edit->expression());
    const QList<trust::ExpressionRepair> repairs = comparisons ? trust::expressionRepairs(m_issuer, *comparisons)
                                                               : QList<trust::ExpressionRepair>();
    for (const trust::ExpressionRepair &one : repairs) {
        if (one.code != remark.code)
            continue;
        label = one.label;
        repaired = one.text;
        caret = one.caret;
    }
    if (!label.isEmpty()) {
        auto *mend = new Button(m_appearance, label, ButtonRole::Link, Glyph::None, row);
        connect(mend, &QPushButton::clicked, this, [this, repaired, caret] { m_edit->type(repaired, caret); });
        said->addWidget(mend, 0, Qt::AlignLeft);
    }
    m_rows->addWidget(row);
}

} // namespace symbolon::ui
