import time
from pstdesk.services import rounds, proclamation, candidacies
from pstdesk.services.election_page import election_page
from pstdesk.services import elections, attendance
from tests import builders
from tests.services import ballots
from tests.services.ballots import *
from pstdesk.domain.voting import *
from pstdesk.services.election_record import *
from pstdesk.services.export import file_document
from sqlalchemy import event
import pytest
ODD=["D’Été","🎉","مرحبا بالعالم","x"*500,"O'Brien","<b>","{name}","%s & Co","\u202eRTL"]
@pytest.mark.parametrize("method",[VotingMethod.MAJORITY_2,VotingMethod.MAJORITY_JUDGMENT,VotingMethod.APPROVAL] if hasattr(VotingMethod,"MAJORITY_2") else list(VotingMethod)[:6])
def test_perf(base,tmp_path,monkeypatch,method):
    names=tuple((f"P{i//2}", ODD[i%9] if i<18 else f"Nom{i//2}") for i in range(500))
    monkeypatch.setattr(ballots,"NAMES",names)
    def T(label,f):
        t=time.perf_counter(); r=f(); print(f"{method} {label}: {1000*(time.perf_counter()-t):.0f} ms"); return r
    p=T("build",lambda: poll(base,500,present=0,method=method,seats=3 if method in(VotingMethod.APPROVAL,) else 1))
    with base.write() as s:
        T("come 450",lambda: come(s,p.item_id,*range(1,451)))
    for i in range(451,500): p.proxy(i,i-450)
    T("stand 80",lambda: p.stand(*range(1,81)))
    r=T("open",p.open_round)
    def pg():
        with base.read() as s: return election_page(s,p.id,NOW)
    page=T("page",pg); page=T("page",pg)
    n=len(page.rounds[-1].voters); print("voters",n)
    ids=[c.id for c in page.candidates]
    if method is VotingMethod.MAJORITY_JUDGMENT: v={i:(n,0,0,0,0,0) for i in ids}
    elif method is VotingMethod.APPROVAL: v={i:n for i in ids}
    else: v={i:(n if i==ids[0] else 0) for i in ids}
    T("type",lambda:p.type(r,v,cast=n))
    T("close",lambda:p.close(r))
    page=T("page",pg); print(page.step,len(page.tied))
    k=0
    while page.tied:
        with base.write() as s: T("lot",lambda: rounds.break_by_lot(s,r,page.tied[0],200,201))
        page=T("page",pg)
    for e in page.elected: p.answer(e.candidate_id)
    def pr():
        with base.write() as s: return proclamation.proclaim(s,p.id,NOW)
    rec=T("proclaim",pr)
    page=T("page",pg)
    T("docx",lambda: file_document(base,record_order(rec),tmp_path,".docx"))
    T("pdf",lambda: file_document(base,record_order(rec),tmp_path,".pdf"))
    from pstdesk.services.check import check_base
    with base.read() as s: print(T("check",lambda:check_base(s)))
    print(tmp_path)
